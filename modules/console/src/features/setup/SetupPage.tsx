import { useTranslation } from "react-i18next";
import { hrefOf } from "../../app/location";
import { useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { kindsOf } from "./kinds";
import { ListPage } from "./ListPage";
import { ObjectPage } from "./ObjectPage";

/** All that is set up, kind by kind: `/setup`, `/setup/users`, `/setup/users/new`, `/setup/users/us_…`. */
export default function SetupPage({ path }: { path: string }) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const open = kindsOf(me);
  const [, , name, id] = path.split("/");
  const kind = name === undefined ? open[0] : open.find((it) => it.name === name);
  return (
    <div className="setup">
      <nav aria-label={t("setup.title")}>
        {open.map((it) => (
          <Link key={it.name} href={hrefOf(`/setup/${it.name}`, account)} current={it === kind}>
            {t(it.title)}
          </Link>
        ))}
      </nav>
      <div>
        {kind === undefined ? (
          <p>{t("notOpen")}</p>
        ) : id === undefined ? (
          <ListPage key={kind.name} kind={kind} />
        ) : (
          <ObjectPage key={id} kind={kind} id={id === "new" ? undefined : id} />
        )}
      </div>
    </div>
  );
}
