import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import { clockTime, fullTime, shortTime } from '../../parts/times.ts'
import type { Drawn } from './series.ts'

const height = 180

/** A measured quantity over time with the document's own bounds; loaded when a soak is looked at first. */
export default function Chart({ drawn, words }: { readonly drawn: Drawn; readonly words: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = host.current
    if (box === null) return
    let plot = make(box, drawn)
    const again = () => {
      plot.destroy()
      plot = make(box, drawn)
    }
    const resized = new ResizeObserver(() => plot.setSize({ width: Math.max(160, box.clientWidth), height }))
    resized.observe(box)
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', again)
    const switched = new MutationObserver(again)
    switched.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      resized.disconnect()
      system.removeEventListener('change', again)
      switched.disconnect()
      plot.destroy()
    }
  }, [drawn])
  return <div ref={host} role="img" aria-label={`${drawn.name}: ${words}`} className="min-h-[180px] w-full" />
}

function make(box: HTMLElement, drawn: Drawn): UPlot {
  const style = getComputedStyle(box)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const [ink, line, running, unmet] = ['--ink-2', '--line', '--running-line', '--unmet-line'].map(token)
  const font = `12px ${token('--sans') || 'sans-serif'}`
  const axis = { stroke: ink ?? '', grid: { stroke: line ?? '', width: 1 }, ticks: { stroke: line ?? '' }, font }
  const seconds = (drawn.times.at(-1) ?? 0) - (drawn.times[0] ?? 0)
  const day = seconds > 86_400
  const digits = seconds < 600 ? 8 : 5
  return new UPlot(
    {
      width: Math.max(160, box.clientWidth),
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: false }, y: { range: [drawn.range[0], drawn.range[1]] } },
      axes: [
        {
          ...axis,
          space: 90,
          size: 32,
          values: (_, ticks) =>
            ticks.map((at) => (day ? shortTime(at * 1000, 0) : clockTime(at * 1000).slice(0, digits))),
        },
        { ...axis, size: 56, values: (_, ticks) => ticks.map((value) => String(Math.round(value * 1000) / 1000)) },
      ],
      series: [
        { value: (_, at) => (at === null ? '' : fullTime(at * 1000)) },
        { stroke: running ?? '', width: 1.5, spanGaps: false, points: { show: true, size: 5, fill: running ?? '' } },
        {
          stroke: running ?? '',
          width: 0,
          spanGaps: false,
          paths: () => null,
          points: { show: true, size: 9, width: 2, fill: 'transparent' },
        },
        {
          stroke: unmet ?? '',
          width: 0,
          paths: () => null,
          points: { show: true, size: 10, width: 2, stroke: unmet ?? '', fill: 'transparent' },
        },
      ],
      hooks: {
        draw: [(plot) => bounds(plot, drawn, { ink: ink ?? '', unmet: unmet ?? '', ground: token('--raised'), font })],
      },
    },
    [drawn.times, drawn.measured, drawn.read, drawn.off] as unknown as UPlot.AlignedData,
    box,
  )
}

/** The lines that the document draws, with its own words beside them. */
function bounds(
  plot: UPlot,
  drawn: Drawn,
  look: { readonly ink: string; readonly unmet: string; readonly ground: string; readonly font: string },
): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.font = look.font.replace('12px', `${12 * devicePixelRatio}px`)
  ctx.textAlign = 'right'
  for (const { value, words } of drawn.bounds) {
    const y = Math.round(plot.valToPos(value, 'y', true)) + 0.5
    ctx.strokeStyle = look.unmet
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
    ctx.lineWidth = devicePixelRatio
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.strokeStyle = look.ground
    ctx.lineWidth = 4 * devicePixelRatio
    ctx.fillStyle = look.ink
    const above = y - bbox.top > 16 * devicePixelRatio
    const left = bbox.left + bbox.width - 4
    const base = above ? y - 5 * devicePixelRatio : y + 14 * devicePixelRatio
    ctx.strokeText(words, left, base)
    ctx.fillText(words, left, base)
  }
  ctx.restore()
}
