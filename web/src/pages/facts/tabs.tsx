import { SubNav } from '../../ui/SubNav'
import { useWords } from '../../words'

export const FactsTabs = () => {
  const words = useWords()
  return (
    <SubNav
      label={words.sections.facts}
      of={[
        { to: '/facts', name: words.facts.tabs.search },
        { to: '/facts/figures', name: words.facts.tabs.figures },
        { to: '/facts/documents', name: words.facts.tabs.documents },
      ]}
    />
  )
}
