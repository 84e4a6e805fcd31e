using GoQueue.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoQueue.Hosting;

/// <summary>One publisher of a container, from its registration until it is built.</summary>
/// <param name="name">Its key; null = the default publisher.</param>
/// <param name="section">The section that the user has picked, or null.</param>
/// <param name="connectionName">The connection string's name, or null.</param>
internal sealed class PublisherRegistration(string? name, IConfigurationSection? section, string? connectionName)
{
    private ConfiguredOptions? _configured;

    public string? Name => name;

    /// <summary>The name of its <see cref="GoQueueOptions"/> in the options system.</summary>
    public string OptionsName => name ?? Options.DefaultName;

    public PublisherSetup Setup { get; } = new();

    /// <summary>What the configuration says of it; null where it was added without one. Throws where that cannot be.</summary>
    public ConfiguredOptions? Configured(IServiceProvider services)
    {
        if (section is not null)
        {
            return _configured ??= ConfiguredOptions.FromSection(section, services.GetRequiredService<PublisherRegistry>().Names);
        }

        if (connectionName is null)
        {
            return null;
        }

        return _configured ??= ConfiguredOptions.FromConnectionName(
            services.GetService<IConfiguration>() ?? throw new GoQueueConfigurationException(
                $"The connection string '{connectionName}' cannot be looked up because the container has no IConfiguration: add one, services.AddSingleton<IConfiguration>(configuration), or give the URI to UseRabbitMQ."),
            name,
            connectionName,
            services.GetRequiredService<PublisherRegistry>().Names);
    }

    public GoQueuePublisher Build(IServiceProvider services)
    {
        Setup.Services = services;
        Setup.Name = name;
        Setup.Configured = Configured(services);
        Setup.BaseOptions = services.GetRequiredService<IOptionsFactory<GoQueueOptions>>().Create(OptionsName);
        if (Setup.Transport is null && Setup.Configured is { ChooseRabbitMQ: true })
        {
            GoQueueRabbitMQExtensions.Choose(Setup, static _ => { });
        }

        return new GoQueuePublisher(Setup);
    }
}
