/** Who works in the console, and who is invited to. */
import { Button, Menu } from "@mantine/core";
import { IconDots, IconUserPlus, IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import type { StaffMember } from "../api/shapes";
import { useT } from "../i18n";
import listCss from "../parts/list.module.css";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { sayFailed, said } from "../parts/say";
import { Empty, Loaded } from "../parts/states";
import { Status } from "../parts/status";
import { useSession } from "../parts/use-session";
import { InviteDrawer, ROLES } from "./invite-drawer";

export function StaffPage() {
  const t = useT();
  const [inviting, setInviting] = useState(false);
  const add = (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{t("staff.invite")}</Button>
  );
  return (
    <Page title={t("settings.staff")} lede={t("staff.lede")} actions={add}>
      <Panel flush>
        <Loaded query={useQuery(queries.staff())}>
          {(members) => {
            const shown = members.filter((member) => member.status !== "disabled");
            if (!shown.length) return <Empty icon={IconUsersGroup} title={t("staff.empty")} text={t("staff.emptyText")} action={add} />;
            return <ul className={listCss.list}>{shown.map((member) => <Row key={member.id} member={member} />)}</ul>;
          }}
        </Loaded>
      </Panel>
      {inviting && <InviteDrawer onClose={() => setInviting(false)} />}
    </Page>
  );
}

function Row({ member }: { member: StaffMember }) {
  const t = useT();
  const { user } = useSession();
  return (
    <li className={listCss.row}>
      <span className={listCss.main}>
        <span className={listCss.name}>{member.name || member.email}</span>
        <span className={listCss.detail}>{member.email}</span>
      </span>
      <span className={listCss.side}>
        {member.status === "invited" && <Status tone="warn">{t("staff.invited")}</Status>}
        <Status tone={member.role === "owner" ? "accent" : "plain"}>{t(`role.${member.role}`)}</Status>
      </span>
      {member.id !== user.id && <MemberMenu member={member} />}
    </li>
  );
}

function MemberMenu({ member }: { member: StaffMember }) {
  const t = useT();
  const cache = useQueryClient();
  const ids = { id: member.id };
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () => said(t("common.saved")),
    onError: (error) => sayFailed(error, t),
    onSettled: () => cache.invalidateQueries({ queryKey: ["staff"] }),
  });
  const become = (role: Role) => () => act.mutate(() => send("PATCH", "/api/staff/{id}", ids, { role }));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={8} loading={act.isPending} aria-label={t("staff.menu", { name: member.name || member.email })}>
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {member.status === "invited" && (
          <Menu.Item onClick={() => act.mutate(() => send("POST", "/api/staff/{id}/resend", ids))}>{t("staff.resend")}</Menu.Item>
        )}
        <Menu.Label>{t("staff.changeRole")}</Menu.Label>
        {ROLES.filter((role) => role !== member.role).map((role) => (
          <Menu.Item key={role} onClick={become(role)}>{t(`role.${role}`)}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => act.mutate(() => send("DELETE", "/api/staff/{id}", ids))}>{t("staff.deactivate")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
