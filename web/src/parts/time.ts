const two = (n: number) => String(n).padStart(2, '0')

/** A moment as the log has it (ISO), in local time: "2026-11-25 16:03". What is no moment stays. */
export const moment = (iso: string): string => {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${day(iso)} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const day = (iso: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
