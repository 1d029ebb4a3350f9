-- Changes, for caches in other processes ------------------------------------------------------------------------------

-- Unlogged: a crash ends every process's trust in it anyway, and a standby has no use for it. Row 0 is gone after a crash, which tells.
create unlogged table change_log (
  xid      xid8        not null default pg_current_xact_id(),
  kind     smallint    not null,
  key      text        not null,
  first_at timestamptz,
  last_at  timestamptz
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 100000);

create index idx_change_log_xid on change_log (xid);

insert into change_log (xid, kind, key) values ('0', 0, gen_random_uuid()::text);

comment on table change_log is
  'What the transactions of the last minute or so have changed, written by triggers of the data tables in the same transactions. Caches poll it; truncating it is safe and empties them.';
comment on column change_log.xid is 'Transaction that made the change; 0 in the row that tells one life of the log from the next, 1 in the one that tells what was visible when.';
comment on column change_log.kind is '1 ticks, 2 option quotes, 3 predictions, 4 portfolio snapshots; 0 in the rows of transactions 0 and 1.';
comment on column change_log.key is
  'Symbol, underlying or user whose rows were changed; empty for all of the kind, as where a statement touches more than 100 of them.';
comment on column change_log.first_at is 'Earliest timestamp of the changed rows; null where none is known. Of the rows of transactions 0 and 1, when they were written, if after the migration.';
comment on column change_log.last_at is 'Latest timestamp of the changed rows; null where none is known.';

-- One function for each table, the same but for its columns, so that its statements are planned once in a session. It writes on behalf
-- of whoever changes the table, who need not be allowed to write into the log. Temporary tables come last on its path: where they are not
-- named they come first, and one of the same name would take the log's place.
do $do$
declare
  logged record;
  relation regclass;
begin
  for logged in
    select * from (values
      ('market_data', 1, 'symbol', 'timestamp'),
      ('option_data', 2, 'underlying', 'timestamp'),
      ('option_contract', 2, 'underlying', 'null::timestamptz'),
      ('predictions', 3, 'symbol', 'timestamp'),
      ('portfolio_status', 4, 'user_id', 'timestamp')) t (table_name, kind, key, at)
  loop
    execute format($function$
      create function %1$I() returns trigger language plpgsql security definer set search_path = %5$I, pg_temp as $body$
      begin
        if tg_op = 'TRUNCATE' then
          insert into change_log (kind, key) values (%2$s, '');
        elsif tg_op = 'UPDATE' then
          insert into change_log (kind, key, first_at, last_at)
          select %2$s, case when keys > 100 then '' else key::text end, min(first_at), max(last_at)
          from (
            select key, min(at) as first_at, max(at) as last_at, count(*) over () as keys
            from (
              select %3$s as key, %4$s as at from before_change
              union all
              select %3$s, %4$s from after_change) both_sides
            group by key) touched
          group by 2;
        else
          insert into change_log (kind, key, first_at, last_at)
          select %2$s, case when keys > 100 then '' else key::text end, min(first_at), max(last_at)
          from (
            select %3$s as key, min(%4$s) as first_at, max(%4$s) as last_at, count(*) over () as keys
            from changed group by 1) touched
          group by 2;
        end if;
        return null;
      end $body$
      $function$, logged.table_name || '_changes', logged.kind, logged.key, logged.at, current_schema());
    execute format('revoke execute on function %I() from public', logged.table_name || '_changes');
    execute format(
      'comment on function %I() is %L', logged.table_name || '_changes',
      'Notes in change_log what a statement has changed. Statement triggers fire for the table that the statement names, so every partition carries them too.');
    for relation in select relid from pg_partition_tree(logged.table_name::regclass)
        union select logged.table_name::regclass loop
      -- A contract without a quote changes no answer.
      if logged.table_name <> 'option_contract' then
        execute format(
          'create trigger %I after insert on %s referencing new table as changed for each statement execute function %I()',
          logged.table_name || '_changes_insert', relation, logged.table_name || '_changes');
      end if;
      execute format(
        'create trigger %I after update on %s referencing old table as before_change new table as after_change for each statement execute function %I()',
        logged.table_name || '_changes_update', relation, logged.table_name || '_changes');
      execute format(
        'create trigger %I after delete on %s referencing old table as changed for each statement execute function %I()',
        logged.table_name || '_changes_delete', relation, logged.table_name || '_changes');
      execute format(
        'create trigger %I after truncate on %s for each statement execute function %I()',
        logged.table_name || '_changes_truncate', relation, logged.table_name || '_changes');
    end loop;
  end loop;
end $do$;

-- The same holds for the contracts of quotes, which a temporary table would take in.
do $$ begin
  execute format('alter function option_data_contracts() set search_path = %I, pg_temp', current_schema());
end $$;
