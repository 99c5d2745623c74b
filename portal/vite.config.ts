import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * One build for every city: nothing here knows a city, a host or a network.
 * Assets are never inlined, because the content policy of the pages allows `'self'` only.
 */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
