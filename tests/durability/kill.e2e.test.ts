import { killSuite } from './kill-suite.ts'

// The short form of kill.durability.test.ts.
killSuite({ atRandom: 17, atPoints: 13 })
