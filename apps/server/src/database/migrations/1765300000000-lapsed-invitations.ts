import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Deletes invitations whose senders have lost the right to send them. Since this version, losing the right deletes them. Their links led
 * nowhere, but they stood in the list, and one to become an owner could be replaced by owners alone. Can be run again after it was cut off.
 */
export class LapsedInvitations1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "DELETE FROM `invitation` WHERE NOT EXISTS (SELECT 1 FROM `member` WHERE `member`.`accountId` = `invitation`.`accountId` AND `member`.`userId` = `invitation`.`invitedById` AND (`member`.`role` = 'OWNER' OR (`member`.`role` = 'ADMIN' AND `invitation`.`role` <> 'OWNER')))",
    );
  }

  /** What has lapsed stays so. */
  async down(): Promise<void> {}
}
