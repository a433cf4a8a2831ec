import { useId } from "react";
import { useTranslation } from "react-i18next";
import { opens, useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { callsHref, type Verdict } from "./figures";

/** A key figure: what it is made of is said to whoever points at it, and it leads to its calls. */
export function Figure(props: {
  name: string;
  text: string;
  formula: string | undefined;
  calls: string;
  verdict?: Verdict;
  large?: boolean;
}) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const id = useId();
  const { name, text, formula, calls, verdict, large } = props;
  const looks = `${large === true ? "figure " : ""}${verdict ?? ""}`;
  const value = (
    <>
      <span className="hidden">{name}: </span>
      <span className={looks}>{text}</span>
      {verdict === "bad" && <span className="bad"> {t("wall.notMet")}</span>}
    </>
  );
  return (
    <span className="explained">
      {opens(me, "cdr") ? (
        <Link href={callsHref(calls, account)} describedBy={id}>
          {value}
        </Link>
      ) : (
        <span role="note" tabIndex={0} aria-describedby={id}>
          {value}
        </span>
      )}
      <small role="tooltip" id={id}>
        {name} = {formula}
      </small>
    </span>
  );
}
