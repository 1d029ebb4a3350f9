-- The latest prediction of a model, or about a symbol, is one probe of these, whatever the length of the history.
create index idx_predictions_model_symbol_timestamp on predictions (model_id, symbol, timestamp desc, id desc);
create index idx_predictions_symbol_timestamp on predictions (symbol, timestamp desc, id desc);

-- A snapshot that is replaced leaves portfolio_status, which holds one snapshot for a user and an instant, but stays known for the
-- time in which it was the one.
create table portfolio_status_replaced (
  id            bigint         not null,
  user_id       uuid           not null,
  asset_type    varchar(20)    not null,
  symbol        varchar(20),
  position_size decimal(20, 8) not null,
  entry_price   decimal(20, 8),
  current_price decimal(20, 8),
  pnl           decimal(20, 8),
  timestamp     timestamptz    not null,
  created_at    timestamptz    not null,
  replaced_at   timestamptz    not null default current_timestamp,
  constraint portfolio_status_replaced_pkey primary key (id)
);

create index idx_portfolio_replaced_user_timestamp on portfolio_status_replaced (user_id, timestamp desc);

comment on table portfolio_status_replaced is
  'Rows of portfolio snapshots that were replaced by others of the same user and instant.';
comment on column portfolio_status_replaced.id is 'As in portfolio_status.';
comment on column portfolio_status_replaced.user_id is 'Owner of the portfolio.';
comment on column portfolio_status_replaced.asset_type is 'Kind of asset, in the words of the app.';
comment on column portfolio_status_replaced.symbol is 'Instrument; null where the position has none.';
comment on column portfolio_status_replaced.position_size is 'Units held; negative when short.';
comment on column portfolio_status_replaced.entry_price is 'Price the position was opened at.';
comment on column portfolio_status_replaced.current_price is 'Price the position was valued at.';
comment on column portfolio_status_replaced.pnl is 'Profit or loss of the position.';
comment on column portfolio_status_replaced.timestamp is 'Instant of the snapshot.';
comment on column portfolio_status_replaced.created_at is 'Start of the transaction that wrote the row.';
comment on column portfolio_status_replaced.replaced_at is 'Start of the transaction that replaced it.';
