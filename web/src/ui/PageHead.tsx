import type { ReactNode } from 'react'

import { useTitle } from './title'

interface Props {
  title: string
  standfirst?: ReactNode
  children?: ReactNode
}

export const PageHead = ({ title, standfirst, children }: Props) => {
  useTitle(title)
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {standfirst && <p className="standfirst">{standfirst}</p>}
      </div>
      {children && <div className="page-head-tools">{children}</div>}
    </div>
  )
}
