/** The fields for an invoice's values, and their names on the screen. */
export const INVOICE_FIELDS = {
	documentType: 'Document Type',
	number: 'Number',
	issueDate: 'Issue Date',
	dueDate: 'Due Date',
	currency: 'Currency',
	supplier: 'Supplier',
	purchaseOrder: 'Purchase Order',
	subtotal: 'Subtotal',
	gst: 'GST',
	total: 'Total',
	lines: 'Lines',
} as const;

export type InvoiceField = keyof typeof INVOICE_FIELDS;

/** The fields that say where a line's properties are, and their names on the screen. */
export const LINE_FIELDS = {
	description: 'Line Description',
	quantity: 'Line Quantity',
	unitPrice: 'Line Unit Price',
	amount: 'Line Amount',
	gst: 'Line GST',
} as const;

export type LineField = keyof typeof LINE_FIELDS;
