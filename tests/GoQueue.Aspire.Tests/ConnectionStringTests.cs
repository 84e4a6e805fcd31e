using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace GoQueue.Aspire.Tests;

/// <summary>
/// <c>builder.AddGoQueue("rabbitmq")</c> with the connection string that .NET Aspire computes for its RabbitMQ resource. No orchestrator runs: the
/// resource's endpoint is given.
/// </summary>
public sealed class ConnectionStringTests
{
    public static TheoryData<string> Passwords { get; } = ["guest", "a@b", "a/b", "a%b", "a%2Fb", "a#b", "a+b", "a:b", "@/%#+:", "é ü", "?&=[]"];

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task The_resources_connection_string_gives_the_client_its_user_and_password(string password)
    {
        var connectionString = await ConnectionStringAsync(password);
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("ConnectionStrings:rabbitmq", connectionString)]);
        var seen = new TaskCompletionSource<(string User, string Password, string Host, int Port)>(TaskCreationOptions.RunContinuationsAsynchronously);
        builder.AddGoQueue("rabbitmq").UseRabbitMQ(options => options.ConfigureConnection = factory =>
            seen.TrySetResult((factory.UserName, factory.Password, factory.HostName, factory.Port)));
        using var host = builder.Build();
        await using var publisher = host.Services.GetRequiredService<GoQueuePublisher>();

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.ConnectAsync().AsTask());

        Assert.Equal(("shop", password, "localhost", 1), await seen.Task);
    }

    // Port 1 of this machine: what a client would connect to is all that is asked.
    private static async Task<string> ConnectionStringAsync(string password)
    {
        var application = DistributedApplication.CreateBuilder();
        var user = application.AddParameter("user", "shop");
        var secret = application.AddParameter("password", password, secret: true);
        var rabbitMq = application.AddRabbitMQ("rabbitmq", user, secret);
        var endpoint = rabbitMq.Resource.Annotations.OfType<EndpointAnnotation>().First();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 1);
        return (await rabbitMq.Resource.ConnectionStringExpression.GetValueAsync(CancellationToken.None))!;
    }
}
