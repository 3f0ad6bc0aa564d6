import { expect, test } from 'vitest'

import { cutHint } from './hints'

test.each([
  ['请导入供需卡（--as cards），再看', ['请导入供需卡（', { kind: 'cards' }, '），再看']],
  ['请导入（chengjie import … --as region_industry：地区）', ['请导入（', { kind: 'region_industry' }, '：地区）']],
  ['请导入 --as projects 和 --as needs', ['请导入 ', { kind: 'projects' }, ' 和 ', { kind: 'needs' }]],
  ['没有写单位', ['没有写单位']],
  ['', []],
])('%s', (text, parts) => expect(cutHint(text)).toEqual(parts))
