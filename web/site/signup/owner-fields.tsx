/** The owner: who signs in first. */
import { useText } from "../language";
import { InputField } from "../parts/field";
import { NewPassword } from "../parts/password";
import { type Errors, type Form, namesOn } from "./form";

type Props = { form: Form; set: (part: Partial<Form>) => void; errors: Errors };

export function OwnerFields({ form, set, errors }: Props) {
  const { t } = useText();
  return (
    <fieldset class="group">
      <legend>{t("signup.you")}</legend>
      <InputField
        name="owner_name" label={t("signup.name")} error={errors.owner_name} value={form.owner_name} required
        maxLength={120} autocomplete="name" onInput={(event) => set({ owner_name: event.currentTarget.value })}
      />
      <InputField
        name="email" type="email" label={t("signup.email")} hint={t("signup.emailHint")} error={errors.email}
        value={form.email} required maxLength={254} autocomplete="username" spellcheck={false}
        onInput={(event) => set({ email: event.currentTarget.value })}
      />
      <NewPassword
        label={t("signup.password")} value={form.password} error={errors.password} names={namesOn(form)}
        onValue={(password) => set({ password })}
      />
    </fieldset>
  );
}
