import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// A server of one's own to develop against: CHENGJIE_SERVER=http://127.0.0.1:8420 npm run dev
const server = process.env.CHENGJIE_SERVER ?? 'http://127.0.0.1:8420'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2021', // the browsers of an office: Chrome 94, Edge 94, 360 and UOS of that age
    chunkSizeWarningLimit: 1500, // kB before compression; cases/web/size.mjs holds the real limit
    modulePreload: { polyfill: false }, // no inline script: the server's policy forbids them
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server, '/healthz': server } },
  test: { include: ['src/**/*.test.ts'] },
})
