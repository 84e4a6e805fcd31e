using GoQueue.Throughput.Measuring;
using MassTransit;

namespace GoQueue.Throughput.Columns;

/// <summary>MassTransit in the fastest setting that still awaits the confirm: raw JSON without its envelope, sent straight to the exchange.</summary>
internal sealed class MassTransitColumn(Uri uri, Cell cell) : IColumn
{
    private readonly OrderShipped _event = OrderShipped.OfSize(cell.Payload);
    private IBusControl? _bus;
    private ISendEndpoint? _endpoint;

    public string Settings => "UseRawJsonSerializer, PublisherConfirmation, send to the exchange, durable";

    public async Task ConnectAsync()
    {
        _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(uri, host => host.PublisherConfirmation = true);
            bus.UseRawJsonSerializer();
        });
        await _bus.StartAsync();
        _endpoint = await _bus.GetSendEndpoint(new Uri($"exchange:{Topology.Exchange}?type=topic"));
    }

    public async Task PublishAsync(int worker, Load load)
    {
        while (load.GoesOn)
        {
            long started = load.Begin();
            await _endpoint!.Send(_event, static context => context.SetRoutingKey(Topology.RoutingKey));
            load.End(started);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_bus is not null)
        {
            await _bus.StopAsync();
        }
    }
}
