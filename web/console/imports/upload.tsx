/** Takes a file to the clinic's own folder in the store, without passing it through the API. */
import { Alert, Button, Progress } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { newKey, Problem } from "../../shared/problem";
import { send } from "../api/send";
import { useT } from "../i18n";
import { sentenceOf } from "../parts/say";
import css from "./imports.module.css";

type Ticket = { id: string; upload: { url: string; method: string; headers: Record<string, string> } };
const LIMIT_MB = 20;
const KINDS = /\.(csv|txt|tsv|xlsx)$/i;

export function Upload() {
  const t = useT();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState("");
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const ticket = await send<Ticket>("POST", "/api/imports", {}, { filename: file.name, size: file.size }, newKey());
      await put(file, ticket, setShare);
      return ticket.id;
    },
    onSuccess: (importId) => void navigate({ to: "/imports/$importId", params: { importId } }),
  });
  const take = (file: File | undefined): void => {
    if (!file) return;
    const problem = !KINDS.test(file.name) ? t("upload.wrongKind") : file.size > LIMIT_MB * 2 ** 20 ? t("upload.tooLarge", { size: LIMIT_MB }) : "";
    setWrong(problem);
    setShare(0);
    if (!problem) upload.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={css.drop} data-over={over || undefined} onDrop={drop} onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}>
      <IconUpload size={28} stroke={1.4} aria-hidden />
      <p className={css.dropTitle}>{t("upload.title")}</p>
      <p className={css.dropText}>{t("upload.text", { size: LIMIT_MB })}</p>
      {(wrong || upload.error) && <Alert color="red" role="alert">{wrong || sentenceOf(upload.error, t)}</Alert>}
      {upload.isPending ? (
        <Progress className={css.dropProgress} value={share} aria-label={t("upload.progress")} />
      ) : (
        <Button onClick={() => picker.current?.click()}>{t("upload.choose")}</Button>
      )}
      <input ref={picker} type="file" accept=".csv,.txt,.tsv,.xlsx" hidden aria-label={t("upload.choose")}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }} />
    </div>
  );
}

/** fetch cannot tell how much of a body has left; XMLHttpRequest can. */
function put(file: File, { upload }: Ticket, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(upload.method, upload.url);
    for (const [name, value] of Object.entries(upload.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onShare((loaded / total) * 100);
    const fail = (): void => reject(new Problem(request.status, { code: "unavailable", message: "" }));
    request.onerror = fail;
    request.onload = () => (request.status < 300 ? resolve() : fail());
    request.send(file);
  });
}
