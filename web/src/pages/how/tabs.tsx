import { SubNav } from '../../ui/SubNav'
import { useWords } from '../../words'

export const HowTabs = () => {
  const words = useWords()
  return (
    <SubNav
      label={words.sections.how}
      of={[
        { to: '/how', name: words.how.firms },
        { to: '/how/firms', name: words.how.allFirms },
      ]}
    />
  )
}
