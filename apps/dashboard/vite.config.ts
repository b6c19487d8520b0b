import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

/** Where `vite` (development) finds the management API. */
const server = "http://localhost:4000";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["latchkey-source", ...defaultClientConditions] },
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: { proxy: { "/graphql": server, "/api": server } },
});
