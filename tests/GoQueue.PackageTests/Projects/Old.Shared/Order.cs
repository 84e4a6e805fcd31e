namespace Shop.Contracts
{
    public sealed class OrderDto
    {
        public int Number { get; set; }

        public decimal Total { get; set; }
    }
}
