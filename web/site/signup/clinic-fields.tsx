/** The clinic: its name and country, and what the country proposes. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { useText } from "../language";
import type { Countries } from "../offer";
import { CountryChoice } from "../parts/country-choice";
import { FieldError, InputField, SelectField } from "../parts/field";
import { currencyName, otherZones, zoneName } from "./names";
import type { Errors, Form } from "./form";

type Props = { form: Form; set: (part: Partial<Form>) => void; errors: Errors; offer: Countries };

export function ClinicFields({ form, set, errors, offer }: Props) {
  const { t } = useText();
  return (
    <fieldset class="group">
      <legend>{t("signup.clinic")}</legend>
      <InputField
        name="clinic_name" label={t("signup.clinicName")} hint={t("signup.clinicNameHint")} error={errors.clinic_name}
        value={form.clinic_name} required maxLength={120} autocomplete="organization"
        onInput={(event) => set({ clinic_name: event.currentTarget.value })}
      />
      <CountryChoice
        name="country" label={t("signup.country")} error={errors.country} list={offer.list} code={form.country}
        choose={offer.choose}
      />
      <Proposals form={form} set={set} errors={errors} offer={offer} />
    </fieldset>
  );
}

function Proposals({ form, set, errors, offer }: Props) {
  const { t, language } = useText();
  const zones = offer.country?.zones ?? [];
  const currencies = [...new Set([form.currency, ...offer.list.map((country) => country.currency)])].filter(Boolean).sort();
  return (
    <div class="proposals" role="group" aria-label={t("signup.proposals")}>
      <p class="proposals-why">{t("signup.proposals")}</p>
      <SelectField name="zone" label={t("signup.zone")} error={errors.zone} value={form.zone} onChange={(event) => set({ zone: event.currentTarget.value })}>
        <optgroup label={t("signup.zonesHere")}>
          {zones.map((zone) => <option key={zone} value={zone} selected={zone === form.zone}>{zoneName(zone, language)}</option>)}
        </optgroup>
        <optgroup label={t("signup.zonesElsewhere")}>
          {otherZones(zones).map((zone) => <option key={zone} value={zone} selected={zone === form.zone}>{zone.replace(/_/g, " ")}</option>)}
        </optgroup>
      </SelectField>
      <SelectField name="language" label={t("signup.language")} error={errors.language} value={form.language} onChange={(event) => set({ language: event.currentTarget.value })}>
        {LANGUAGES.map((code) => <option key={code} value={code} lang={code} selected={code === form.language}>{LANGUAGE_NAMES[code]}</option>)}
      </SelectField>
      <SelectField name="currency" label={t("signup.currency")} error={errors.currency} value={form.currency} onChange={(event) => set({ currency: event.currentTarget.value })}>
        {currencies.map((code) => <option key={code} value={code} selected={code === form.currency}>{currencyName(code, language)}</option>)}
      </SelectField>
      <Phone form={form} set={set} error={errors.phone} />
    </div>
  );
}

function Phone({ form, set, error }: { form: Form; set: Props["set"]; error: string | undefined }) {
  const { t } = useText();
  const described = error ? "phone-error phone-hint" : "phone-hint";
  return (
    <div class={error ? "field field-wrong" : "field"} role="group" aria-labelledby="phone-label">
      <label id="phone-label" for="phone">{t("signup.phone")}</label>
      <div class="phone">
        <input
          id="prefix" name="prefix" class="control" type="tel" inputMode="tel" value={form.prefix} maxLength={6}
          aria-label={t("signup.prefix")} autocomplete="tel-country-code"
          onInput={(event) => set({ prefix: event.currentTarget.value })}
        />
        <input
          id="phone" name="phone" class="control" type="tel" inputMode="tel" value={form.number} maxLength={24}
          autocomplete="tel-national" aria-describedby={described} {...(error ? { "aria-invalid": true } : {})}
          onInput={(event) => set({ number: event.currentTarget.value })}
        />
      </div>
      <p class="field-hint" id="phone-hint">{t("signup.phoneHint")}</p>
      <FieldError name="phone" error={error} />
    </div>
  );
}
