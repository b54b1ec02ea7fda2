/** One thing that the API can be asked. */
import { useText } from "../language";
import type { Input, Operation } from "../operations";

export function OperationLine({ operation }: { operation: Operation }) {
  const { t } = useText();
  const { method, path, summary, guard, inputs, answers } = operation;
  return (
    <li class="operation">
      <details>
        <summary>
          <b class={`method method-${method.toLowerCase()}`}>{method}</b>
          <code>{path}</code>
          <span>{summary}</span>
        </summary>
        <div class="operation-body">
          <p>{t(`developers.guard.${guard}`)}</p>
          {inputs.length > 0 && <Inputs inputs={inputs} label={`${method} ${path}`} />}
          {answers.length > 0 && <p class="operation-answers">{answers.map((answer) => <code key={answer}>{answer}</code>)}</p>}
        </div>
      </details>
    </li>
  );
}

function Inputs({ inputs, label }: { inputs: Input[]; label: string }) {
  const { t } = useText();
  return (
    <div class="operation-inputs" role="region" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("developers.name")}</th>
            <th scope="col">{t("developers.where")}</th>
            <th scope="col">{t("developers.type")}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map(({ name, where, type, required }) => (
            <tr key={`${where}-${name}`}>
              <td><code>{name}</code>{required && <small>{t("developers.required")}</small>}</td>
              <td>{t(`developers.where.${where}`)}</td>
              <td><code>{type}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
