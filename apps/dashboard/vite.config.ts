import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

/** Where `vite` (development) finds the management API. */
const server = "http://localhost:4000";

/** Has the browser fetch the Latin font with the page: text that changes its font later would move what stands below. */
const preloadFont: Plugin = {
  name: "preload-font",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => /inter-latin-wght-normal-[^/]*\.woff2$/.test(file))
        .map((file) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
          injectTo: "head",
        })),
  },
};

/** Lays each text's compressed form beside it, for the server to send: compressing it anew for each browser would cost time, and sending it whole four times the bytes. */
const compressed: Plugin = {
  name: "compressed",
  apply: "build",
  async writeBundle({ dir = "" }, bundle) {
    const texts = Object.values(bundle).filter(({ fileName }) => /\.(js|css|html|svg)$/.test(fileName));
    await Promise.all(
      texts.map(async (file) => {
        const text = file.type === "chunk" ? file.code : file.source;
        await writeFile(join(dir, `${file.fileName}.gz`), await promisify(gzip)(text, { level: 9 }));
      }),
    );
  },
};

export default defineConfig({
  plugins: [react(), preloadFont, compressed],
  resolve: { conditions: ["latchkey-source", ...defaultClientConditions] },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The editor of GraphiQL is of that size, and loaded by its page alone.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { "/graphql": server, "/api": server } },
});
