using GoQueue.Brokers.Databases;

namespace GoQueue.Outbox.Tests.Databases;

/// <summary>The PostgreSQL server that the tests of this process share.</summary>
internal static class PostgreSqlServer
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static PrivatePostgreSql? s_server;

    public static async Task<PrivatePostgreSql> GetAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return s_server ??= await PrivatePostgreSql.StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task StopAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (s_server is not null)
            {
                await s_server.DisposeAsync();
                s_server = null;
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}
