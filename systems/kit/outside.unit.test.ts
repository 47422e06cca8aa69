import { expect, it, vi } from 'vitest'
import { OutsideError, outside } from './outside.ts'

const broken = new Error('down')
const make = (more: object = {}) =>
  outside({
    name: 'store',
    transient: () => true,
    attempts: 3,
    timeout: 1_000,
    opensAfter: 5,
    pause: 20,
    firstDelay: 1,
    ...more,
  })

it('a fault that passes is tried again', async () => {
  const work = vi.fn().mockRejectedValueOnce(broken).mockRejectedValueOnce(broken).mockResolvedValue('done')
  expect(await make().call(work)).toBe('done')
  expect(work).toHaveBeenCalledTimes(3)
})

it('a fault that stays is told after all attempts, with its cause and when to come again', async () => {
  const work = vi.fn().mockRejectedValue(broken)
  const failed = await make()
    .call(work)
    .catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(OutsideError)
  expect(failed).toMatchObject({
    service: 'store',
    retryAfter: 1,
    cause: broken,
    message: 'store failed 3 times: down',
  })
  expect(work).toHaveBeenCalledTimes(3)
})

it('a fault of ours is told as it is, once, and opens nothing', async () => {
  const service = make({ transient: () => false })
  const work = vi.fn().mockRejectedValue(broken)
  for (let count = 0; count < 6; count++) await expect(service.call(work)).rejects.toBe(broken)
  expect(work).toHaveBeenCalledTimes(6)
  expect(service.circuit()).toBe('closed')
})

it('after faults in a row it is not asked for a while, then once, then as ever', async () => {
  const service = make({ attempts: 1, pause: 50 })
  const work = vi.fn().mockRejectedValue(broken)
  for (let count = 0; count < 5; count++) await expect(service.call(work)).rejects.toThrow('failed')
  expect(service.circuit()).toBe('open')
  await expect(service.call(work)).rejects.toThrow('is not asked')
  expect(work).toHaveBeenCalledTimes(5)
  work.mockResolvedValue('back')
  await vi.waitFor(async () => expect(await service.call(work)).toBe('back'))
  expect(service.circuit()).toBe('closed')
})

it('an attempt that takes too long is given up and told of', async () => {
  const aborted = vi.fn()
  const work = (signal: AbortSignal) => new Promise<never>(() => signal.addEventListener('abort', aborted))
  await expect(make({ attempts: 1, timeout: 10 }).call(work)).rejects.toThrow('did not answer within 10 ms')
  expect(aborted).toHaveBeenCalled()
})

it('who is no longer waited for is not tried again, and is told why', async () => {
  const controller = new AbortController()
  const why = new Error('too late')
  const work = vi.fn(async () => {
    controller.abort(why)
    throw broken
  })
  await expect(make().call(work, controller.signal)).rejects.toBe(why)
  expect(work).toHaveBeenCalledTimes(1)
})
