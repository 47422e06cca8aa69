export { type BundleFolder, bundleFolder, isFolder, makeBundleFolder } from './bundle-folder.ts'
export { makeStoreFolder } from './folder.ts'
export { locate, nameIn, type Place, type Said } from './locate.ts'
export { runFiles } from './run-files.ts'
