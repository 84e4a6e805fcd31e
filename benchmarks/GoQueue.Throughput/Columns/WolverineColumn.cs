using GoQueue.Throughput.Measuring;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.RabbitMQ;

namespace GoQueue.Throughput.Columns;

/// <summary>
/// Wolverine with the settings that its documentation names for confirmed messages: confirms with the client's tracking on its channels, and
/// sending inline. By default it has no confirms, and a publish completes when the message is in a buffer of the process.
/// </summary>
internal sealed class WolverineColumn(Uri uri, Cell cell) : IColumn
{
    private readonly OrderShipped _event = OrderShipped.OfSize(cell.Payload);
    private IHost? _host;

    public string Settings => "ConfigureChannelCreation with PublisherConfirmationsEnabled and PublisherConfirmationTrackingEnabled, SendInline, System.Text.Json";

    public async Task ConnectAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseWolverine(options =>
        {
            options.Discovery.DisableConventionalDiscovery();

            // There are no handlers, so there is no code to generate.
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
            options.UseRabbitMq(uri).ConfigureChannelCreation(static channel =>
            {
                channel.PublisherConfirmationsEnabled = true;
                channel.PublisherConfirmationTrackingEnabled = true;
            });
            options.PublishMessage<OrderShipped>().ToRabbitRoutingKey(Topology.Exchange, Topology.RoutingKey, static exchange => exchange.ExchangeType = ExchangeType.Topic).SendInline();
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task PublishAsync(int worker, Load load)
    {
        IMessageBus bus = _host!.MessageBus();
        while (load.GoesOn)
        {
            long started = load.Begin();
            await bus.PublishAsync(_event);
            load.End(started);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
    }
}
