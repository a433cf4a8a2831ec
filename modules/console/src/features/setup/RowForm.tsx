import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ask, Problem, withQuery } from "../../api/client";
import { go, guard, hrefOf } from "../../app/location";
import { useSeen } from "../../app/session";
import { Notice } from "../../ui/Notice";
import { Twice } from "../../ui/Twice";
import { Conflict } from "./Conflict";
import { changed, differences, draftOf, newRow, patchOf, rebased, wrongElsewhere, wrongIn, type Draft } from "./draft";
import { FieldInput } from "./FieldInput";
import { mayChange, type Kind, type Row } from "./kinds";
import { fieldsOf, type Field } from "./schema";

const CONFLICT = 412;

/** The form of a row: what is changed in it is sent with the version that was read, and whatever is refused is told. */
export function RowForm({ kind, row }: { kind: Kind; row: Row | undefined }) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const queries = useQueryClient();
  const fields = fieldsOf(kind.input, kind.row).filter(({ name }) => row === undefined || name !== "parent_id");
  const [read, setRead] = useState(row);
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, row));
  const [theirs, setTheirs] = useState<Row>();
  const [done, setDone] = useState(false);
  const before = draftOf(fields, read);
  const dirty = changed(fields, before, draft).length > 0;
  const leaving = useGuard(dirty, t("setup.unsaved"));
  const path = `/v1/${kind.name}${row === undefined ? "" : `/${row.id}`}`;
  const at = withQuery(path, { account_id: account });
  const version = { "If-Match": `"${read?.version ?? ""}"` };

  const settled = (now: Row) => {
    setRead(now);
    setDraft(draftOf(fields, now));
    setTheirs(undefined);
  };
  const known = async () => {
    await queries.invalidateQueries({ queryKey: ["rows"] });
    await queries.invalidateQueries({ queryKey: ["reached"] });
    await queries.invalidateQueries({ queryKey: ["accounts"] });
  };
  const save = useMutation({
    mutationFn: () =>
      row === undefined
        ? ask<Row>(at, "POST", newRow(fields, draft))
        : ask<Row>(at, "PATCH", patchOf(fields, before, draft), version),
    onMutate: () => setDone(false),
    onSuccess: async (saved) => {
      await known();
      if (row === undefined) {
        leaving.current = true;
        go(hrefOf(`/setup/${kind.name}/${saved.id}`, account));
      } else {
        settled(saved);
        setDone(true);
      }
    },
    onError: async (error) => {
      if (error instanceof Problem && error.status === CONFLICT) {
        setTheirs(await ask<Row>(at));
      }
    },
  });
  const remove = useMutation({
    mutationFn: () => ask(at, "DELETE", undefined, version),
    onSuccess: async () => {
      await known();
      leaving.current = true;
      go(hrefOf(`/setup/${kind.name}`, account));
    },
  });

  const errors = save.error instanceof Problem ? save.error.errors : [];
  const elsewhere = wrongElsewhere(fields, errors);
  const untold = save.error !== null && theirs === undefined && errors.length === elsewhere.length;
  const shownFirst = kind.first.map((name) => fields.find((it) => it.name === name)).filter((it) => it !== undefined);
  const folded = fields.filter(({ name }) => !kind.first.includes(name));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const inputs = (some: Field[]) =>
    some.map((field) => (
      <FieldInput
        key={field.name}
        field={field}
        value={draft[field.name]}
        beside={draft}
        errors={errors}
        put={(value) => setDraft((now) => ({ ...now, [field.name]: value }))}
      />
    ));
  const theirDraft = theirs === undefined ? undefined : draftOf(fields, theirs);
  return (
    <form onSubmit={submit} noValidate>
      {theirs !== undefined && theirDraft !== undefined && (
        <Conflict
          differences={differences(fields, before, draft, theirDraft)}
          keepMine={() => {
            settled(theirs);
            setDraft(rebased(fields, before, draft, theirDraft));
            save.reset();
          }}
          takeTheirs={() => {
            settled(theirs);
            save.reset();
          }}
        />
      )}
      {untold && <Notice error={save.error} />}
      {elsewhere.map((it) => (
        <p key={it.field} role="alert" className="notice">
          {it.field}: {it.message}
        </p>
      ))}
      {remove.error !== null && <Notice error={remove.error} />}
      <fieldset className="plain" disabled={!mayChange(me, kind)}>
        <div className="fields">{inputs(shownFirst)}</div>
        {folded.length > 0 && (
          <details open={folded.some(({ name }) => wrongIn(name, errors).length > 0)}>
            <summary>{t("setup.more")}</summary>
            <div className="fields">{inputs(folded)}</div>
          </details>
        )}
        {mayChange(me, kind) && (
          <p className="buttons">
            <button type="submit" disabled={!dirty || save.isPending}>
              {t("setup.save")}
            </button>
            {row !== undefined && (
              <Twice says={t("setup.remove")} asks={t("setup.removeReally")} act={() => remove.mutate()} />
            )}
            {done && !dirty && <span role="status">{t("setup.saved")}</span>}
          </p>
        )}
      </fieldset>
    </form>
  );
}

/** Asks before something is lost; whoever leaves on purpose says so. */
function useGuard(dirty: boolean, question: string) {
  const leaving = useRef(false);
  useEffect(() => {
    if (!dirty) {
      return undefined;
    }
    const asks = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", asks);
    const release = guard(() => leaving.current || window.confirm(question));
    return () => {
      window.removeEventListener("beforeunload", asks);
      release();
    };
  }, [dirty, question]);
  return leaving;
}
