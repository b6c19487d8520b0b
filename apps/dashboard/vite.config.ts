import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

/** Fails where a component of Mantine is used whose styles are not among those of `ui/mantine.css`: it would be drawn without any. */
const styled: Plugin = {
  name: "styled",
  apply: "build",
  async generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const code = files.map((file) => (file.type === "chunk" ? file.code : "")).join("\n");
    const styles = files.map((file) =>
      file.type === "asset" && file.fileName.endsWith(".css") ? file.source : "",
    );
    const named = (text: string) => new Set(text.match(/\bm_[0-9a-f]+\b/g));
    const [used, there] = [named(code), named(styles.join("\n"))];
    const all = await readFile(fileURLToPath(import.meta.resolve("@mantine/core/styles.css")), "utf8");
    const missing = [...named(all)].filter((name) => used.has(name) && !there.has(name));
    if (missing.length > 0) this.error(`ui/mantine.css lacks the styles of ${missing.join(", ")}.`);
  },
};

export default defineConfig({
  plugins: [react(), preloadFont, styled, compressed],
  resolve: { conditions: ["latchkey-source", ...defaultClientConditions] },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The editor of GraphiQL is of that size, and loaded by its page alone.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          // Left alone it makes a chunk of each set of pages that share something: eighty requests before the first list, most of less than a kilobyte.
          // All styles stay in one file.
          groups: [
            { name: "libraries", tags: ["$initial"], test: /node_modules(?!.*\.css)/, priority: 2 },
            { name: "initial", tags: ["$initial"], priority: 1 },
            // Not what GraphiQL's many parts share, which is large and needed by one page.
            { name: "common", minShareCount: 4, test: /dashboard.src|@mantine|@tabler/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/graphql": server, "/api": server } },
});
