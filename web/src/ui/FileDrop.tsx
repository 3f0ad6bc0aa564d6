import { useRef, useState } from 'react'

interface Props {
  label: string
  help?: string
  accept?: string
  disabled?: boolean
  onFile: (file: File) => void
}

/** A place to drop a file, which is also a button that opens the chooser. */
export const FileDrop = ({ label, help, accept, disabled = false, onFile }: Props) => {
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabled) onFile(file)
    if (chooser.current) chooser.current.value = ''
  }
  return (
    <div
      className={`file-drop${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <button type="button" disabled={disabled} onClick={() => chooser.current?.click()}>
        {label}
      </button>
      {help && <p className="quiet small">{help}</p>}
      <input ref={chooser} type="file" hidden accept={accept} onChange={({ target }) => take(target.files)} aria-label={label} />
    </div>
  )
}
