import type { ThemeConfig } from 'antd'

// The same colours stand in app.css as custom properties; charts read them from here.
export const colour = {
  paper: '#fdfcf9',
  sheet: '#ffffff',
  ink: '#1f1d1a',
  quiet: '#65605a',
  rule: '#e2ddd3',
  ruleStrong: '#b9b2a6',
  tint: '#f5f2eb',
  accent: '#9c2f1f',
  accentTint: '#f7ebe7',
} as const

export const sans =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colour.accent,
    colorInfo: colour.accent,
    colorLink: colour.ink,
    colorLinkHover: colour.accent,
    colorTextBase: colour.ink,
    colorText: colour.ink,
    colorTextSecondary: colour.quiet,
    colorTextDescription: colour.quiet,
    colorTextPlaceholder: '#77716a',
    colorBgBase: colour.sheet,
    colorBgLayout: colour.paper,
    colorBorder: '#cfc8bc',
    colorBorderSecondary: colour.rule,
    colorError: colour.accent,
    colorErrorText: colour.accent,
    colorSuccess: colour.ink,
    colorWarning: '#7a5a12',
    borderRadius: 2,
    fontFamily: sans,
    fontSize: 14,
    controlHeight: 32,
    wireframe: false,
    motion: false,
    boxShadow: '0 2px 16px rgba(31, 29, 26, 0.10)',
    boxShadowSecondary: '0 2px 16px rgba(31, 29, 26, 0.12)',
  },
  components: {
    Table: {
      headerBg: 'transparent',
      headerColor: colour.quiet,
      headerSplitColor: 'transparent',
      borderColor: colour.rule,
      rowHoverBg: colour.tint,
      cellPaddingBlockSM: 6,
      cellPaddingInlineSM: 8,
      bodySortBg: 'transparent',
      headerSortActiveBg: 'transparent',
      headerSortHoverBg: 'transparent',
    },
    Drawer: { paddingLG: 24, footerPaddingBlock: 12 },
    Tabs: { horizontalMargin: '0 0 16px 0' },
  },
}
