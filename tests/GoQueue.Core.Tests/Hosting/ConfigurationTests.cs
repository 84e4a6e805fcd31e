using GoQueue.Core.Tests.Publishing.Batching;
using GoQueue.Hosting.Configuration;
using GoQueue.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace GoQueue.Core.Tests.Hosting;

[Covers<ConfiguredOptions>]
public sealed class ConfigurationTests
{
    [Fact]
    public async Task A_section_sets_the_options_and_the_delegate_wins()
    {
        var broker = new InMemoryBroker().DeclareExchange("counts");
        broker.DeclareQueue("all");
        broker.Bind("all", "counts", "#");
        var services = new ServiceCollection();
        services.AddGoQueue(
            Section(("PublisherId", "from the section"), ("Persistent", "false"), ("DefaultHeaders:team", "shop"), ("Mandatory", "false")),
            options => options.PublisherId = "from the delegate").UseInMemory(broker);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IGoQueuePublisher>().PublishAsync(new Counted(1));

        var message = Assert.Single(broker.Queue("all").Messages);
        Assert.Equal("from the delegate", message.AppId);
        Assert.False(message.Persistent);
        Assert.Equal("shop", message.Headers["team"]);
    }

    [Fact]
    public async Task A_section_with_a_URI_needs_no_verb()
    {
        var services = new ServiceCollection();
        services.AddGoQueue(Section(("RabbitMQ:Uri", "amqp://one"), ("RabbitMQ:Endpoints:0", "two:5673")));
        services.AddKeyedGoQueue("billing", Section(("PublisherId", "billing"), ("RabbitMQ:Uri", "amqp://three/invoices")));
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("RabbitMQ amqp://one:5672,two:5673/", provider.GetRequiredService<GoQueuePublisher>().TransportDescription);
        var billing = provider.GetRequiredKeyedService<GoQueuePublisher>("billing");
        Assert.Equal("RabbitMQ amqp://three:5672/invoices", billing.TransportDescription);
        Assert.Equal("billing", billing.PublisherId);
    }

    [Theory]
    [InlineData("PublisherId", "shop", "No transport is chosen: set Messaging:RabbitMQ:Uri to one such as amqp://user:password@host:5672/vhost, or call UseRabbitMQ(\"amqp://…\") on the builder, or UseInMemory() for tests and first steps.")]
    [InlineData("RabbitMQ:Uri", "", "The URI in Messaging:RabbitMQ:Uri is empty: set it to one such as amqp://user:password@host:5672/vhost.")]
    public async Task A_section_that_does_not_say_where_the_broker_is_is_named(string key, string value, string message)
    {
        var services = new ServiceCollection();
        services.AddGoQueue(Section((key, value)));
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(message, Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredService<IGoQueuePublisher>()).Message);
    }

    [Fact]
    public async Task A_connection_name_reads_the_connection_string_and_the_section()
    {
        var publisher = await DefaultOf(
            ("ConnectionStrings:rabbitmq", "amqp://string"), ("GoQueue:RabbitMQ:Uri", "amqp://section"), ("GoQueue:PublisherId", "shop"));
        Assert.Equal("RabbitMQ amqp://string:5672/", publisher.TransportDescription);
        Assert.Equal("shop", publisher.PublisherId);
    }

    [Theory]
    [InlineData("amqp://uri:5672/", "RABBITMQ_URI=amqp://uri", "RABBITMQ_HOST=host")]
    [InlineData("amqp://host:5672/", "RABBITMQ_HOST=host")]
    [InlineData("amqp://host:5673/a%2Fb", "RABBITMQ_HOST=host", "RABBITMQ_PORT=5673", "RABBITMQ_USERNAME=u@x", "RABBITMQ_PASSWORD=p/:w", "RABBITMQ_VIRTUALHOST=a/b")]
    [InlineData("amqp://[::1]:5673/", "RABBITMQ_HOST=::1", "RABBITMQ_PORT=5673")]
    [InlineData("amqp://[::1]:5672/", "RABBITMQ_HOST=[::1]")]
    [InlineData("amqp://section:5672/", "GoQueue:RabbitMQ:Uri=amqp://section")]
    public async Task What_Aspire_injects_is_understood(string description, params string[] values)
    {
        var publisher = await DefaultOf([.. values.Select(static value => value.Split('=', 2)).Select(static pair => (pair[0], (string?)pair[1]))]);
        Assert.Equal($"RabbitMQ {description}", publisher.TransportDescription);
    }

    [Fact]
    public async Task A_named_publisher_inherits_the_section_and_has_its_own()
    {
        var builder = Builder(
            ("GoQueue:DefaultExchange", "shop"),
            ("GoQueue:PublisherId", "shop"),
            ("GoQueue:Publishers:billing:PublisherId", "billing"),
            ("ConnectionStrings:billing", "amqp://billing"),
            ("ConnectionStrings:other", "amqp://other"));
        builder.AddKeyedGoQueue("billing");
        builder.Services.AddKeyedGoQueue("second", "other");
        using var host = builder.Build();

        Assert.Equal("billing", host.Services.GetRequiredKeyedService<GoQueuePublisher>("billing").PublisherId);
        Assert.Equal("RabbitMQ amqp://billing:5672/", host.Services.GetRequiredKeyedService<GoQueuePublisher>("billing").TransportDescription);
        Assert.Equal("shop", host.Services.GetRequiredKeyedService<GoQueuePublisher>("second").PublisherId);
        Assert.Equal("RabbitMQ amqp://other:5672/", host.Services.GetRequiredKeyedService<GoQueuePublisher>("second").TransportDescription);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_publisher_of_the_root_section_leaves_those_of_the_others_alone()
    {
        var builder = Builder(
            ("GoQueue:RabbitMQ:Uri", "amqp://main"), ("GoQueue:Publishers:billing:PublisherId", "billing"), ("ConnectionStrings:billing", "amqp://billing"));
        builder.Services.AddGoQueue(builder.Configuration.GetSection("GoQueue"));
        builder.AddKeyedGoQueue("billing");
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal("RabbitMQ amqp://main:5672/", host.Services.GetRequiredService<GoQueuePublisher>().TransportDescription);
        Assert.Equal("billing", host.Services.GetRequiredKeyedService<GoQueuePublisher>("billing").PublisherId);
        await host.StopAsync();
    }

    [Fact]
    public void Settings_of_the_application_builder_win_over_the_configuration()
    {
        var builder = Builder(("ConnectionStrings:rabbitmq", "amqp://string"));
        builder.AddGoQueue("rabbitmq", settings => settings.ConnectionString = "amqp://settings");
        using var host = builder.Build();
        Assert.Equal("RabbitMQ amqp://settings:5672/", host.Services.GetRequiredService<GoQueuePublisher>().TransportDescription);
    }

    [Fact]
    public void A_transport_chosen_in_code_wins_and_further_settings_keep_the_connection_string()
    {
        var builder = Builder(("ConnectionStrings:rabbitmq", "amqp://string"), ("ConnectionStrings:test", ""));
        builder.AddGoQueue("rabbitmq").UseRabbitMQ(options => options.Endpoints.Add("second"));
        builder.Services.AddKeyedGoQueue("test", "test").UseInMemory();
        using var host = builder.Build();
        Assert.Equal("RabbitMQ amqp://string:5672,second:5672/", host.Services.GetRequiredService<GoQueuePublisher>().TransportDescription);
        Assert.Equal("in-memory broker", host.Services.GetRequiredKeyedService<GoQueuePublisher>("test").TransportDescription);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_missing_connection_string_fails_the_start_and_is_named(string? value)
    {
        var builder = Builder(("ConnectionStrings:rabbitmq", value));
        builder.AddGoQueue("rabbitmq");
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            "The connection string 'rabbitmq' is missing: set ConnectionStrings:rabbitmq (environment: ConnectionStrings__rabbitmq) to one such as amqp://user:password@host:5672/vhost.",
            exception.Message);
    }

    [Fact]
    public async Task A_malformed_connection_string_is_named_and_not_shown()
    {
        var exception = await StartFailure(("ConnectionStrings:rabbitmq", "rabbit://user:secret@host"));
        Assert.StartsWith("The URI in ConnectionStrings:rabbitmq is not an AMQP URI", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);

        exception = await StartFailure(("GoQueue:RabbitMQ:Uri", "rabbit://user:secret@host"));
        Assert.StartsWith("The URI in GoQueue:RabbitMQ:Uri is not an AMQP URI", exception.Message, StringComparison.Ordinal);

        exception = await StartFailure(("RABBITMQ_URI", "rabbit://user:secret@host"));
        Assert.StartsWith("The URI in RABBITMQ_URI is not an AMQP URI", exception.Message, StringComparison.Ordinal);

        exception = await StartFailure(("RABBITMQ_HOST", "user:secret@host"), ("RABBITMQ_PORT", "x"));
        Assert.StartsWith("The URI in RABBITMQ_HOST, RABBITMQ_PORT and the like is not an AMQP URI", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GoQueue:PublishTimout", "'GoQueue:PublishTimout' is not an option of GoQueue: did you mean PublishTimeout?")]
    [InlineData("GoQueue:rabbitmq:channelpoolsiz", "'GoQueue:rabbitmq:channelpoolsiz' is not an option of GoQueue: did you mean ChannelPoolSize?")]
    [InlineData("GoQueue:Publishers:billing:PublishrId", "'GoQueue:Publishers:billing:PublishrId' is not an option of GoQueue: did you mean PublisherId?")]
    public async Task An_unknown_option_fails_the_start(string key, string message)
    {
        var exception = await StartFailure((key, "1"), ("ConnectionStrings:rabbitmq", "amqp://host"));
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task An_unknown_option_without_a_likeness_lists_those_that_there_are()
    {
        var exception = await StartFailure(("GoQueue:Color", "red"), ("ConnectionStrings:rabbitmq", "amqp://host"));
        Assert.StartsWith("'GoQueue:Color' is not an option of GoQueue: there are ActionPriorities, Background, CloudEvents, ConnectOnStart, ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(", Publishers, ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Validate.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_a_publisher_that_does_not_exist_fail_the_start()
    {
        var exception = await StartFailure(("GoQueue:Publishers:bilings:PublisherId", "x"), ("ConnectionStrings:rabbitmq", "amqp://host"));
        Assert.Equal(
            "'GoQueue:Publishers:bilings' configures a publisher that does not exist: add it, AddKeyedGoQueue(\"bilings\", …), or name one of those that exist (billing).",
            exception.Message);
    }

    [Theory]
    [InlineData("GoQueue:PublishTimeout", "00:00:00", "GoQueueOptions.PublishTimeout (GoQueue:PublishTimeout) is 00:00:00: it must be 00:00:00.0010000 to 12:00:00, or Timeout.InfiniteTimeSpan for the longest.")]
    [InlineData("GoQueue:DrainTimeout", "-00:00:01", "GoQueueOptions.DrainTimeout (GoQueue:DrainTimeout) is -00:00:01: it must be 00:00:00.0010000 to 01:00:00, or Timeout.InfiniteTimeSpan for the longest.")]
    [InlineData("GoQueue:MaxMessageBytes", "0", "GoQueueOptions.MaxMessageBytes (GoQueue:MaxMessageBytes) is 0: it must be at least 1.")]
    [InlineData("GoQueue:PublisherId", "", "GoQueueOptions.PublisherId (GoQueue:PublisherId) has 0 bytes of UTF-8: it must have 1 to 255.")]
    [InlineData("GoQueue:DefaultExchange", "", "GoQueueOptions.DefaultExchange (GoQueue:DefaultExchange) has 0 bytes of UTF-8: it must have 1 to 255.")]
    [InlineData("GoQueue:DefaultHeaders:goqueue-topic", "x", "GoQueueOptions.DefaultHeaders (GoQueue:DefaultHeaders) holds 'goqueue-topic', which is reserved for the wire format: choose another name.")]
    [InlineData("GoQueue:RabbitMQ:Connections", "0", "RabbitMQOptions.Connections (GoQueue:RabbitMQ:Connections) is 0: it must be 1 to 64.")]
    [InlineData("GoQueue:RabbitMQ:Heartbeat", "00:00:00", "RabbitMQOptions.Heartbeat (GoQueue:RabbitMQ:Heartbeat) is 00:00:00: it must be 00:00:01 to 00:10:00, or Timeout.InfiniteTimeSpan for the longest.")]
    public async Task A_wrong_value_names_the_option_and_its_place(string key, string value, string message)
    {
        var exception = await StartFailure((key, value), ("ConnectionStrings:rabbitmq", "amqp://host"));
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task A_wrong_value_set_in_code_names_the_option_alone()
    {
        var builder = Builder(("ConnectionStrings:rabbitmq", "amqp://host"));
        builder.AddGoQueue("rabbitmq").Configure(options => options.PublishTimeout = TimeSpan.Zero);
        using var host = builder.Build();
        var exception = await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
        Assert.Equal("GoQueueOptions.PublishTimeout is 00:00:00: it must be 00:00:00.0010000 to 12:00:00, or Timeout.InfiniteTimeSpan for the longest.", exception.Message);
    }

    [Fact]
    public async Task A_connection_name_needs_a_configuration()
    {
        var services = new ServiceCollection();
        services.AddGoQueue("rabbitmq");
        await using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<GoQueueConfigurationException>(() => provider.GetRequiredService<IGoQueuePublisher>());
        Assert.StartsWith("The connection string 'rabbitmq' cannot be looked up because the container has no IConfiguration", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<GoQueueConfigurationException> StartFailure(params (string Key, string? Value)[] values)
    {
        var builder = Builder(values);
        builder.AddGoQueue("rabbitmq");
        builder.AddKeyedGoQueue("billing", settings => settings.ConnectionString = "amqp://billing");
        using var host = builder.Build();
        return await Assert.ThrowsAsync<GoQueueConfigurationException>(() => host.StartAsync());
    }

    private static async Task<GoQueuePublisher> DefaultOf(params (string Key, string? Value)[] values)
    {
        var builder = Builder(values);
        builder.AddGoQueue("rabbitmq");
        using var host = builder.Build();
        await Task.CompletedTask;
        return host.Services.GetRequiredService<GoQueuePublisher>();
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] values)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Key, value.Value)));
        return builder;
    }

    private static IConfigurationSection Section(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static value => KeyValuePair.Create($"Messaging:{value.Key}", value.Value)))
        .Build()
        .GetSection("Messaging");
}
