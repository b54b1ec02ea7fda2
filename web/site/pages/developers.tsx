/** For whoever puts the widget on a site or talks to the API. */
import { useEffect, useState } from "preact/hooks";
import "./developers.css";
import { description } from "../api";
import { type TextKey, useText } from "../language";
import { Notice, Waiting } from "../parts/notice";
import { Snippet } from "../parts/snippet";
import { type Document, found, type Group, groupsOf } from "../operations";
import { scriptTag } from "../script-tag";
import { OperationLine } from "./operation";

const ATTRIBUTES: [string, TextKey][] = [
  ["data-site", "developers.attribute.site"],
  ["data-lang", "developers.attribute.lang"],
  ["data-service", "developers.attribute.service"],
  ["data-practitioner", "developers.attribute.practitioner"],
  ["data-target", "developers.attribute.target"],
];

const policy = (origin: string): string =>
  `Content-Security-Policy:\n  script-src ${origin};\n  connect-src ${origin}`;

const THEME = `frontdesk-booking {
  --booking-accent: #0f766e;
  --booking-on-accent: #ffffff;
  --booking-background: #ffffff;
  --booking-text: #16201c;
  --booking-radius: 12px;
  --booking-font: "Your Font", sans-serif;
  --booking-max-width: 640px;
}`;

const call = (origin: string): string => `curl '${origin}/api/widget/YOUR_SITE_KEY/boot?lang=en'`;

export default function Developers() {
  const { t } = useText();
  const { origin } = location;
  return (
    <div class="developers wrap">
      <h1>{t("developers.title")}</h1>
      <p class="section-lead">{t("developers.lead")}</p>
      <section aria-labelledby="widget-title">
        <h2 id="widget-title">{t("developers.widget")}</h2>
        <p>{t("developers.widgetText")}</p>
        <Snippet code={scriptTag(origin)} label={t("embed.tag")} />
        <Attributes />
        <p>{t("developers.place")}</p>
        <Snippet code="<frontdesk-booking></frontdesk-booking>" label={t("developers.element")} />
        <h3>{t("developers.theme")}</h3>
        <p>{t("developers.themeText")}</p>
        <Snippet code={THEME} label="CSS" />
        <h3>{t("developers.policy")}</h3>
        <p>{t("developers.policyText")}</p>
        <Snippet code={policy(origin)} label={t("developers.policy")} />
      </section>
      <section aria-labelledby="api-title">
        <h2 id="api-title">{t("developers.api")}</h2>
        <p>{t("developers.apiText")} <a href="/api/openapi.json">/api/openapi.json</a></p>
        <Snippet code={call(origin)} label={t("developers.try")} />
        <ul class="plain-list">
          {(["shape", "money", "paging", "repeat", "version"] as const).map((rule) => <li key={rule}>{t(`developers.rule.${rule}`)}</li>)}
        </ul>
        <Operations />
      </section>
    </div>
  );
}

function Attributes() {
  const { t } = useText();
  return (
    <dl class="attributes">
      {ATTRIBUTES.map(([name, text]) => (
        <div key={name}><dt><code>{name}</code></dt><dd>{t(text)}</dd></div>
      ))}
    </dl>
  );
}

function Operations() {
  const { t } = useText();
  const [groups, setGroups] = useState<Group[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState("");
  const load = (): void => {
    setFailed(false);
    description().then((document) => setGroups(groupsOf(document as Document)), () => setFailed(true));
  };
  useEffect(load, []);
  if (failed) {
    return (
      <>
        <Notice kind="bad">{t("error.unavailable")}</Notice>
        <button type="button" class="button button-quiet" onClick={load}>{t("site.retry")}</button>
      </>
    );
  }
  if (!groups) return <Waiting>{t("developers.loading")}</Waiting>;
  const shown = found(groups, asked);
  const count = shown.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <>
      <div class="operations-top">
        <label for="operations-search">{t("developers.search")}</label>
        <input id="operations-search" type="search" class="control" value={asked} onInput={(event) => setAsked(event.currentTarget.value)} />
        <p role="status">{t("developers.count", { count })}</p>
      </div>
      {shown.map(({ name, operations }) => (
        <section key={name} class="operations">
          <h3>{name}</h3>
          <ul>{operations.map((operation) => <OperationLine key={operation.id} operation={operation} />)}</ul>
        </section>
      ))}
    </>
  );
}
