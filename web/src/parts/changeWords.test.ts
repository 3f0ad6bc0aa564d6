import { expect, test } from 'vitest'

import { zh } from '../words/zh'
import { changeWords } from './changeWords'

const titles = new Map([['parks', '园区配套能力表']])

test.each([
  ['import parks 园区 表.csv', '导入园区配套能力表：园区 表.csv'],
  ['import other a.csv', '导入other：a.csv'],
  ['import parks', 'import parks'],
  ['read 片区 要点.txt', '读入：片区 要点.txt'],
  ['undo 12', '撤销第 12 次变更'],
  ['undo it', 'undo it'],
  ['', ''],
])('%s', (from, said) => expect(changeWords(from, zh.books, titles)).toBe(said))
