import { killSuite } from './kill-suite.ts'

killSuite({ atRandom: 400, atPoints: 120 })
