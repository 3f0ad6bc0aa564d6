import { useMay } from '../../api/queries'
import { SubNav } from '../../ui/SubNav'
import { useWords } from '../../words'

export const BookTabs = () => {
  const words = useWords()
  const may = useMay()
  return (
    <SubNav
      label={words.sections.books}
      of={[
        { to: '/books', name: words.sections.books, needs: undefined },
        { to: '/assumptions', name: words.books.assumptions, needs: 'assumptions' },
        { to: '/log', name: words.books.log, needs: 'changes' },
      ].filter(({ needs }) => needs === undefined || may(needs))}
    />
  )
}
