// The walks, in order: the later ones change the ledger that the earlier ones read.
import { answers } from './walks-answers.mjs'
import { firm, figures, news, shellWalks } from './walks-read.mjs'
import { assume, importTable, long, markup } from './walks-write.mjs'

export const walks = [...shellWalks, ...figures, ...answers, firm, ...assume, ...importTable, ...markup, ...long, ...news]
