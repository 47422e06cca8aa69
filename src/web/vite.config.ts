import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where a running `holdpoint serve` listens, for `npm run dev:page`. */
const server = process.env.HOLDPOINT_PAGE_API ?? 'http://127.0.0.1:4747'

/** The page: built into `dist/web`, or into the folder that `scripts/build.ts` names. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // `data:` addresses would need an opening in the page's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'THIRD-PARTY.md' },
  },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    // The server answers to its own name and to pages of its own only.
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
})
