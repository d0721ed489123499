import type { MongoClient } from './entities.ts'
import { plain } from './plain.ts'
import type { Document, Requirement } from './schema.ts'
import { sameScalar } from './values.ts'

/** What the server says of itself. */
export interface Deployment {
  readonly version: string
  readonly topology: 'single' | 'replicaset' | 'sharded' | 'load-balanced'
  readonly auth: boolean
  readonly parameters: Document
}

export async function describeDeployment(client: MongoClient): Promise<Deployment> {
  const admin = client.db('admin')
  const [hello, buildInfo] = await Promise.all([admin.command({ hello: 1 }), admin.command({ buildInfo: 1 })])
  const parameters = await admin.command({ getParameter: '*' }).catch(() => ({}))
  return {
    version: String(buildInfo['version']),
    topology: hello['msg'] === 'isdbgrid' ? 'sharded' : hello['setName'] ? 'replicaset' : 'single',
    auth: client.options.credentials !== undefined,
    parameters,
  }
}

/** Why none of the requirements is met, or undefined when one is. */
export function unmetRequirement(
  requirements: readonly Requirement[] | undefined,
  deployment: Deployment,
): string | undefined {
  if (!requirements || requirements.length === 0) return undefined
  const reasons = requirements.map((requirement) => unmet(requirement, deployment))
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join(' / ')
}

function unmet(
  requirement: Requirement,
  { version, topology, auth, parameters }: Deployment,
): string | undefined {
  const {
    minServerVersion,
    maxServerVersion,
    topologies,
    serverParameters,
    serverless,
    csfle,
    authMechanism,
  } = requirement
  if (minServerVersion && compareVersions(version, minServerVersion) < 0)
    return `needs MongoDB ${minServerVersion} or newer`
  if (maxServerVersion && compareVersions(version, maxServerVersion) > 0)
    return `needs MongoDB ${maxServerVersion} or older`
  if (topologies && !topologies.includes(topology)) return `needs ${topologies.join(' or ')}`
  if (serverless === 'require') return 'needs serverless'
  if (requirement.auth !== undefined && requirement.auth !== auth)
    return `needs auth ${requirement.auth ? 'on' : 'off'}`
  if (authMechanism !== undefined) return `needs ${authMechanism}`
  if (csfle === true || typeof csfle === 'object') return 'needs client-side encryption'
  for (const [name, value] of Object.entries(serverParameters ?? {}))
    if (!sameScalar(plain(value), parameters[name])) return `needs the server parameter ${name}`
  return undefined
}

/** Only as many parts as the limit names: 8.1.7 is not newer than 8.1. */
export function compareVersions(version: string, limit: string): number {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10))
  for (const [index, wanted] of limit.split('.').map(Number).entries()) {
    const difference = (parts[index] ?? 0) - wanted
    if (difference !== 0) return difference
  }
  return 0
}
