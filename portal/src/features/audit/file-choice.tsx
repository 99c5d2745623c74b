import { Field } from "../../ui/field.tsx";

type FileChoiceProps = { id: string; label: string; help: string; error?: string | undefined; onFile: (file: File) => void };

/** One JSON file of this device. The same file may be chosen again. */
export function FileChoice({ id, label, help, error, onFile }: FileChoiceProps) {
  return (
    <Field id={id} label={label} help={help} error={error}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept=".json,application/json"
          className="m-input"
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = "";
            if (file) onFile(file);
          }}
        />
      )}
    </Field>
  );
}
