/** How a database is kept and brought back, as lines of a checklist. */
interface Database {
  readonly backup: string
  readonly 'backup-check': string
  readonly 'backup-right': string
  readonly restore: string
}

const postgres: Database = {
  backup: 'pg_dump --format=custom --file=backup-before-release.dump "$DATABASE_URL"',
  'backup-check': 'pg_restore --list backup-before-release.dump',
  'backup-right': 'The list names the tables of the application',
  restore: 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" backup-before-release.dump',
}

const mysql: Database = {
  backup: 'mysqldump --single-transaction --result-file=backup-before-release.sql "$DATABASE_NAME"',
  'backup-check': "grep --count '^CREATE TABLE' backup-before-release.sql",
  'backup-right': 'The number of tables is that of the application',
  restore: 'mysql "$DATABASE_NAME" < backup-before-release.sql',
}

const sqlite = (file: string): Database => ({
  backup: `sqlite3 ${file} ".backup backup-before-release.sqlite3"`,
  'backup-check': 'sqlite3 backup-before-release.sqlite3 "PRAGMA integrity_check"',
  'backup-right': 'The check says ok',
  restore: `sqlite3 ${file} ".restore backup-before-release.sqlite3"`,
})

/** By what the project's settings name; PostgreSQL where they name none. */
export function databaseOf(settings: string, file: string): Database {
  if (/postgres|psycopg|['"]pg['"]/i.test(settings)) return postgres
  if (/mysql|trilogy/i.test(settings)) return mysql
  return /sqlite/i.test(settings) ? sqlite(file) : postgres
}
