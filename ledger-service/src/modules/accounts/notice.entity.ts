import { EntitySchema } from "typeorm";

/** A message to a person inside the product. Title and text are sealed: they may say what the person did. */
export interface NoticeRow {
  id: string;
  personId: string;
  kind: string;
  contentSealed: string;
  link: string | null;
  at: Date;
  readAt: Date | null;
}

export const noticeEntity = new EntitySchema<NoticeRow>({
  name: "Notice",
  tableName: "notices",
  columns: {
    id: { type: "uuid", primary: true },
    personId: { name: "person_id", type: "uuid" },
    kind: { type: "text" },
    contentSealed: { name: "content_sealed", type: "text" },
    link: { type: "text", nullable: true },
    at: { type: "timestamptz" },
    readAt: { name: "read_at", type: "timestamptz", nullable: true },
  },
});
