import { useMay } from '../../api/queries'
import { SubNav } from '../../ui/SubNav'
import { useWords } from '../../words'

export const HowTabs = () => {
  const words = useWords()
  const may = useMay()
  const sheets = [
    { to: '/how/monthly', name: words.how.sheets.monthly },
    { to: '/how/per-mu', name: words.how.sheets.per_mu },
    { to: '/how/policies', name: words.how.sheets.policies },
    { to: '/how/affected', name: words.how.sheets.affected },
    { to: '/how/care', name: words.how.sheets.care },
    { to: '/how/match', name: words.how.sheets.matches },
  ]
  return (
    <SubNav
      label={words.sections.how}
      of={[
        { to: '/how', name: words.how.firms },
        { to: '/how/firms', name: words.how.allFirms },
        ...(may('sheet') ? sheets : []),
      ]}
    />
  )
}
