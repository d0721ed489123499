import type {
  AcceptInvitation,
  EditPerson,
  Entrance,
  InvitationList,
  Invite,
  InviteReport,
  LinkOwner,
  MadeLink,
  MadeWidget,
  OwnSessions,
  PeoplePage,
  PeopleQuery,
  Person,
  RoleTable,
  SessionInfo,
  SetupAdmin,
  SetupCompany,
  SetupState,
  SetupWidget,
} from '@parley/server/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

const personPath = (id: string) => `/api/people/${encodeURIComponent(id)}`
const invitationPath = (id: string) => `/api/people/invitations/${encodeURIComponent(id)}`

/** People, invitations, links, set-up and own account: what the admin's pages and the ways in ask of the server. */
export const peopleApi = {
  list: (query: PeopleQuery) =>
    call<PeoplePage>(
      `/api/people?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])))}`,
    ),
  edit: (id: string, body: EditPerson) => call<Person>(personPath(id), { method: 'PATCH', body }),
  step: (id: string, step: 'disable' | 'enable') =>
    call<Person>(`${personPath(id)}/${step}`, { method: 'POST' }),
  passwordLink: (id: string) => call<MadeLink>(`${personPath(id)}/password-link`, { method: 'POST' }),
  invite: (body: Invite) => call<InviteReport>('/api/people/invitations', { method: 'POST', body }),
  inviteAgain: (id: string) => call<MadeLink>(`${invitationPath(id)}/again`, { method: 'POST' }),
  withdraw: (id: string) => call<void>(invitationPath(id), { method: 'DELETE' }),
}

export const entranceApi = {
  look: (kind: 'invitation' | 'reset', token: string) =>
    call<LinkOwner>('/api/links/look', { method: 'POST', body: { kind, token } }),
  accept: (body: AcceptInvitation) => call<SessionInfo>('/api/welcome', { method: 'POST', body }),
  forgot: (email: string) => call<void>('/api/forgot', { method: 'POST', body: { email } }),
  reset: (token: string, password: string) =>
    call<SessionInfo>('/api/reset', { method: 'POST', body: { token, password } }),
}

export const setupApi = {
  look: (token: string) => call<SetupState>('/api/setup/look', { method: 'POST', body: { token } }),
  company: (token: string, company: SetupCompany) =>
    call<void>('/api/setup/company', { method: 'PUT', body: { token, company } }),
  admin: (body: SetupAdmin) => call<SessionInfo>('/api/setup/admin', { method: 'POST', body }),
  widget: (body: SetupWidget) => call<MadeWidget>('/api/setup/widget', { method: 'PUT', body }),
  end: () => call<void>('/api/setup/end', { method: 'POST' }),
}

export const ownApi = {
  password: (old: string, password: string) =>
    call<void>('/api/me/password', { method: 'PUT', body: { old, password } }),
  endSession: (id: string) => call<void>(`/api/me/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  endOthers: () => call<void>('/api/me/sessions', { method: 'DELETE' }),
}

/** People come and go: a page that stays open is looked at again. */
const LOOK_MS = 5000

export const peopleQuery = (query: PeopleQuery) =>
  infiniteQueryOptions({
    queryKey: ['people', query],
    queryFn: ({ pageParam }) => peopleApi.list(pageParam ? { ...query, cursor: pageParam } : query),
    initialPageParam: '',
    getNextPageParam: (page: PeoplePage) => page.next,
    refetchInterval: LOOK_MS,
    placeholderData: (before) => before,
  })

export const invitationsQuery = infiniteQueryOptions({
  queryKey: ['invitations'],
  queryFn: ({ pageParam }) =>
    call<InvitationList>(
      `/api/people/invitations${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`,
    ),
  initialPageParam: '',
  getNextPageParam: (page: InvitationList) => page.next,
  refetchInterval: LOOK_MS,
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => call<RoleTable>('/api/roles'),
  staleTime: Number.POSITIVE_INFINITY,
})

export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: () => call<Entrance>('/api/entrance'),
  staleTime: 30_000,
})

export const widgetSetupQuery = queryOptions({
  queryKey: ['setup-widget'],
  queryFn: () => call<MadeWidget>('/api/setup/widget'),
})

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => call<OwnSessions>('/api/me/sessions'),
  staleTime: 0,
})
