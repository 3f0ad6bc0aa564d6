import { SubNav } from '../../ui/SubNav'
import { useWords } from '../../words'

export const WhatTabs = () => {
  const words = useWords()
  return (
    <SubNav
      label={words.sections.what}
      of={[
        { to: '/what', name: words.what.tabs.gaps },
        { to: '/what/map', name: words.what.tabs.map },
        { to: '/what/coverage', name: words.what.tabs.coverage },
        { to: '/what/compare', name: words.what.tabs.compare },
      ]}
    />
  )
}
