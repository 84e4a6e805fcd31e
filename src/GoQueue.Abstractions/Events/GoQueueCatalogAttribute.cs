namespace GoQueue;

/// <summary>
/// Gives the assembly's events a public name: on <c>public static partial class ShopEvents;</c> the generator adds <c>All</c> (every
/// descriptor) and <c>JsonContext</c> (the generated serializer context, with a property per type: <c>ShopEvents.JsonContext.UserCreated</c>). Use it in contract assemblies, so that applications can name all of their events.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class GoQueueCatalogAttribute : Attribute;
