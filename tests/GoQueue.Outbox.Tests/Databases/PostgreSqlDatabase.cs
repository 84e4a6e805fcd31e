using System.Data.Common;
using GoQueue.Brokers.Databases;
using GoQueue.Outbox.PostgreSql;
using GoQueue.Outbox.Stores;
using Npgsql;

namespace GoQueue.Outbox.Tests.Databases;

/// <summary>A database on the shared PostgreSQL server, or on one of the test's own.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private readonly NpgsqlDataSource _dataSource;

    private PostgreSqlDatabase(PrivatePostgreSql server, string name)
    {
        Server = server;
        ConnectionString = $"{server.ConnectionString(name)};Maximum Pool Size=30;Timeout=15";
        _dataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public PrivatePostgreSql Server { get; }

    public string ConnectionString { get; }

    internal override string Prefix => "goqueue.";

    public static async Task<TestDatabase> CreateAsync() => await CreateAsync(await PostgreSqlServer.GetAsync());

    public static async Task<PostgreSqlDatabase> CreateAsync(PrivatePostgreSql server)
    {
        string name = $"test_{Guid.NewGuid():N}";
        await using (NpgsqlDataSource admin = NpgsqlDataSource.Create(server.ConnectionString("postgres")))
        {
            await using NpgsqlCommand command = admin.CreateCommand($"create database {name}");
            await command.ExecuteNonQueryAsync();
        }

        var database = new PostgreSqlDatabase(server, name);
        await database.ExecuteAsync("create table orders (number bigint primary key, customer text)");
        return database;
    }

    public override DbConnection CreateConnection() => _dataSource.CreateConnection();

    public override void Use(GoQueueServiceBuilder builder, Action<OutboxOptions>? configure = null) =>
        builder.UsePostgreSqlOutbox(options =>
        {
            options.ConnectionString = ConnectionString;
            options.CreateSchema = SchemaCreation.IfMissing;
            configure?.Invoke(options);
        });

    internal override SqlOutboxStore CreateStore() =>
        new PostgreSqlOutboxStore(NpgsqlDataSource.Create(ConnectionString), ownsDataSource: true, new PostgreSqlDialect("goqueue"), durableReads: true);

    // The server ends with the process, and its databases with it.
    public override ValueTask DisposeAsync() => _dataSource.DisposeAsync();
}
