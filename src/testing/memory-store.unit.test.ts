import { memoryStore } from './memory-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('in memory', () => {
  const store = memoryStore()
  return { store, again: () => store, clean: async () => {} }
})
