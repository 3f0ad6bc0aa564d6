import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'

import { client, take, type Schemas } from '../../api/client'
import { useUsers } from '../../api/queries'
import { moment } from '../../parts/time'
import { PageHead } from '../../ui/PageHead'
import { Failed, Loaded } from '../../ui/states'
import { useWords } from '../../words'

type User = Schemas['User']
type Role = Schemas['Role']

/** The accounts: who, as what, within what. */
export const Users = () => {
  const words = useWords()
  return (
    <>
      <PageHead title={words.access.usersTitle} standfirst={words.access.usersLead} />
      <div className="columns lead ruled">
        <Loaded from={useUsers()}>{({ users }) => <UserTable of={users} />}</Loaded>
        <NewUser />
      </div>
    </>
  )
}

const UserTable = ({ of }: { of: User[] }) => {
  const words = useWords()
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={words.access.usersTitle}>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{words.access.name}</th>
            <th scope="col">{words.access.role}</th>
            <th scope="col">{words.access.scope}</th>
            <th scope="col">{words.access.lastLogin}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {of.map((user) => (
            <Row key={user.name} of={user} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Row = ({ of }: { of: User }) => {
  const words = useWords()
  const queries = useQueryClient()
  const changing = useMutation({
    mutationFn: (body: Schemas['UserChange']) =>
      take(client.PATCH('/users/{name}', { params: { path: { name: of.name } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  return (
    <tr className={of.disabled ? 'quiet' : ''}>
      <th scope="row">
        {of.name} {of.disabled && <span className="tag">{words.access.disabled}</span>}
      </th>
      <td>{of.role_title}</td>
      <td>{of.scope}</td>
      <td className="nowrap">{of.last_login ? moment(of.last_login) : words.access.never}</td>
      <td>
        <button type="button" className="text-button" disabled={changing.isPending} onClick={() => changing.mutate({ disabled: !of.disabled })}>
          {of.disabled ? words.access.enable : words.access.disable}
        </button>
        {changing.error && <Failed error={changing.error} />}
      </td>
    </tr>
  )
}

const NewUser = () => {
  const words = useWords()
  const queries = useQueryClient()
  const adding = useMutation({
    mutationFn: (body: Schemas['NewUser']) => take(client.POST('/users', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const roles = Object.entries(words.access.roles) as Array<[Role, string]>
  return (
    <section className="block">
      <h2>{words.access.add}</h2>
      <form
        className="stacked"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const said = new FormData(form)
          const scope = String(said.get('scope')).trim()
          adding.mutate(
            {
              name: String(said.get('name')).trim(),
              role: said.get('role') as Role,
              password: String(said.get('password')),
              ...(scope ? { scope } : {}),
            },
            { onSuccess: () => form.reset() },
          )
        }}
      >
        <label>
          {words.access.name}
          <input className="field" name="name" required maxLength={64} autoComplete="off" />
        </label>
        <label>
          {words.access.role}
          <select className="field" name="role" defaultValue="planner">
            {roles.map(([role, title]) => (
              <option key={role} value={role}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.access.scope}
          <input className="field" name="scope" maxLength={200} autoComplete="off" aria-describedby="scope-help" />
          <span id="scope-help" className="quiet small">
            {words.access.scopeHelp}
          </span>
        </label>
        <label>
          {words.access.newPassword}
          <input className="field" name="password" type="password" required minLength={10} maxLength={256} autoComplete="new-password" />
        </label>
        <Button type="primary" htmlType="submit" loading={adding.isPending}>
          {words.access.add}
        </Button>
        {adding.error && <Failed error={adding.error} />}
      </form>
    </section>
  )
}
