import { expect, test } from 'vitest'
import { compareVersions, type Deployment, unmetRequirement } from './requirements.ts'
import { fullAddress } from './run.ts'

const deployment: Deployment = {
  version: '7.0.5',
  topology: 'replicaset',
  auth: true,
  parameters: { enableTestCommands: true },
}

test('only as many parts of a version count as the limit names', () => {
  expect(compareVersions('7.0.5', '7.0')).toBe(0)
  expect(compareVersions('7.0.5', '7.0.6')).toBeLessThan(0)
  expect(compareVersions('7.0.5', '4.99')).toBeGreaterThan(0)
})

test('one requirement that is met is enough', () => {
  expect(unmetRequirement(undefined, deployment)).toBeUndefined()
  expect(
    unmetRequirement([{ topologies: ['sharded'] }, { minServerVersion: '6.0' }], deployment),
  ).toBeUndefined()
  expect(unmetRequirement([{ topologies: ['sharded'] }, { maxServerVersion: '6.99' }], deployment)).toBe(
    'needs sharded / needs MongoDB 6.99 or older',
  )
})

test('a requirement holds with all its parts', () => {
  expect(unmetRequirement([{ minServerVersion: '6.0', auth: false }], deployment)).toBe('needs auth off')
  expect(unmetRequirement([{ serverParameters: { enableTestCommands: false } }], deployment)).toBe(
    'needs the server parameter enableTestCommands',
  )
  expect(unmetRequirement([{ serverless: 'forbid' }], deployment)).toBeUndefined()
  expect(unmetRequirement([{ serverless: 'require' }], deployment)).toBe('needs serverless')
})

test('a replica set is met as one, not by a direct connection', () => {
  const direct = 'mongodb://u:p@127.0.0.1:1/db?authSource=admin&directConnection=true'
  expect(fullAddress(direct, deployment, 'set')).toBe(
    'mongodb://u:p@127.0.0.1:1/db?authSource=admin&replicaSet=set',
  )
  expect(fullAddress(direct, { ...deployment, topology: 'single' }, undefined)).toBe(direct)
})
