/** Finds a patient by name, phone or birth date; or says that this one is new. */
import { Button, Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUserPlus, IconX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDate } from "../../shared/format";
import type { PatientHit } from "../../shared/types";
import { queries } from "../api/queries";
import { useT, useWords } from "../i18n";
import css from "./patient-choice.module.css";

type Props = { chosen: PatientHit | null; onChoose: (hit: PatientHit | null) => void; onNew: (typed: string) => void; error?: string };

export function PatientChoice({ chosen, onChoose, onNew, error }: Props) {
  const t = useT();
  if (chosen) return <Chosen hit={chosen} onClear={() => onChoose(null)} label={t("booking.otherPatient")} />;
  return <Search onChoose={onChoose} onNew={onNew} error={error} />;
}

function Chosen({ hit, onClear, label }: { hit: PatientHit; onClear: () => void; label: string }) {
  return (
    <div className={css.chosen}>
      <span className={css.who}>
        <span className={css.name}>{hit.name}</span>
        <PatientFacts hit={hit} />
      </span>
      <Button variant="subtle" size="compact-sm" leftSection={<IconX size={14} aria-hidden />} onClick={onClear}>
        {label}
      </Button>
    </div>
  );
}

export function PatientFacts({ hit }: { hit: PatientHit }) {
  const { locale } = useWords();
  const facts = [hit.phone_display || hit.phone, hit.birth_date && formatDate(hit.birth_date, locale)].filter(Boolean);
  return <span className={`${css.facts} numbers`}>{facts.join(" · ")}</span>;
}

function Search({ onChoose, onNew, error }: Omit<Props, "chosen">) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data, isFetching } = useInfiniteQuery(queries.patients(asked));
  const hits = data?.pages[0]?.items.slice(0, 6) ?? [];
  const submit = (value: string): void => {
    combobox.closeDropdown();
    if (value === "new") onNew(typed);
    else onChoose(hits.find((hit) => hit.id === value) ?? null);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={submit} withinPortal>
      <Combobox.Target>
        <TextInput
          label={t("booking.patient")}
          placeholder={t("booking.searchPatient")}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={isFetching ? <Loader size={14} /> : null}
          value={typed}
          error={error}
          data-autofocus
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={t("patients.title")}>
          {hits.map((hit) => (
            <Combobox.Option key={hit.id} value={hit.id}>
              <span className={css.who}>
                <span className={css.name}>{hit.name}</span>
                <PatientFacts hit={hit} />
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value="new" className={css.new}>
            <IconUserPlus size={16} stroke={1.6} aria-hidden />
            {typed.trim() ? t("booking.newNamed", { name: typed.trim() }) : t("booking.new")}
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
