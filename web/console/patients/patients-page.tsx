/** Finds patients by part of the name, phone or birth date; the latest ones first. */
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFileImport, IconSearch, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { formatDate } from "../../shared/format";
import type { PatientHit } from "../../shared/types";
import { queries } from "../api/queries";
import { useT, useWords } from "../i18n";
import listCss from "../parts/list.module.css";
import { ShowMore } from "../parts/more";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";
import { useMay } from "../parts/use-session";
import { PatientDrawer } from "./patient-drawer";
import css from "./patients.module.css";

export function PatientsPage() {
  const t = useT();
  const [typed, setTyped, asked] = useAsked();
  const [adding, setAdding] = useState(false);
  const mayEdit = useMay("editPatient");
  const mayImport = useMay("import");
  const query = useInfiniteQuery(queries.patients(asked));
  return (
    <Page title={t("patients.title")} lede={t("patients.lede")} actions={
      <>
        {mayImport && (
          <Button component={Link} to="/imports" variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
            {t("patients.import")}
          </Button>
        )}
        {mayEdit && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t("patients.add")}
          </Button>
        )}
      </>
    }>
      <TextInput size="md" type="search" aria-label={t("patients.search")} placeholder={t("patients.search")}
        leftSection={<IconSearch size={18} aria-hidden />} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Panel flush>
        <Loaded query={query} skeleton={<RowsSkeleton rows={9} height={61} />}>
          {({ pages }) => {
            const hits = pages.flatMap((page) => page.items);
            if (!hits.length) return <NoneFound asked={asked} />;
            return (
              <>
                <ul className={listCss.list} aria-label={t("patients.title")}>
                  {hits.map((hit) => <Row key={hit.id} hit={hit} />)}
                </ul>
                <ShowMore query={query} />
              </>
            );
          }}
        </Loaded>
      </Panel>
      {adding && <PatientDrawer onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** What is typed, kept in the address once the typing pauses, so that "back" finds the same list. */
function useAsked(): [string, (text: string) => void, string] {
  const { q = "" } = useSearch({ from: "/inside/patients" });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  const [asked] = useDebouncedValue(typed.trim(), 220);
  useEffect(() => {
    if (asked !== q) void navigate({ to: "/patients", search: asked ? { q: asked } : {}, replace: true });
  }, [asked]);
  return [typed, setTyped, asked];
}

function Row({ hit }: { hit: PatientHit }) {
  const { t, locale } = useWords();
  return (
    <li>
      <Link to="/patients/$patientId" params={{ patientId: hit.id }} className={listCss.row}>
        <span className={css.initials} aria-hidden>{initialsOf(hit.name)}</span>
        <span className={listCss.main}>
          <span className={listCss.name}>{hit.name}</span>
          <span className={`${listCss.detail} numbers`}>{hit.phone_display || hit.phone || t("patients.noPhone")}</span>
        </span>
        {hit.birth_date && <span className={`${listCss.side} numbers`}>{formatDate(hit.birth_date, locale)}</span>}
      </Link>
    </li>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? "")][0] ?? "").join("").toLocaleUpperCase();
}

function NoneFound({ asked }: { asked: string }) {
  const t = useT();
  if (asked) return <Empty icon={IconSearch} title={t("patients.noneFound", { asked })} text={t("patients.noneFoundText")} />;
  return <Empty icon={IconUsers} title={t("patients.empty")} text={t("patients.emptyText")} />;
}
